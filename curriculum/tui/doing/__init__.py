"""What each action does, by kind: editing the plan, going and looking, files. `actions.py` names them all."""
