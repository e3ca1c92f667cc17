"""The look and the words of the portal: tokens, components, templates, and how a page is drawn."""
