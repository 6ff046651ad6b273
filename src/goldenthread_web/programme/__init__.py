"""How the plan gets made: dated phases for named audiences."""
