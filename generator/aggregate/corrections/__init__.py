"""What editors correct, applied to what was found: values in, values out, and a ledger of what came of each."""

from generator.aggregate.corrections.actors import correct_actors
from generator.aggregate.corrections.articles import check_articles
from generator.aggregate.corrections.ledger import Ledger
from generator.aggregate.corrections.topics import TopicPlan, plan_topics

__all__ = ["Ledger", "TopicPlan", "check_articles", "correct_actors", "plan_topics"]
