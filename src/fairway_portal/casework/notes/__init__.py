"""What reporting and coming back share: the pass between pages, the door, the turns at deriving."""
