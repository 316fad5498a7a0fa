"""How the site writes dates and numbers where Django's own way is not the company's."""
