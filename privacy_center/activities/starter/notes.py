"""What the starting content says to the editor who goes through it."""

CONFIRM = (
    "En början: läs igenom, ändra det som inte stämmer hos er, och ta bort den här raden.\n"
    "A beginning: read it, change what is not so with you, and remove this line."
)

BOOKKEEPING_LAW = "Bokföringslagen (1999:1078) 7 kap. 2 §"
