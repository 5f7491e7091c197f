"""Which address of the API leads to which resource."""

from claims.api import articles, claims, events, evidence, experts, jobs, quotes, reviews, verdicts

routes = [
    ("articles", articles.Articles, "articles"),
    ("articles/<int:pk>", articles.OneArticle, "article"),
    ("articles/<int:pk>/versions/<int:number>", articles.OneVersion, "version"),
    ("claims", claims.Claims, "claims"),
    ("claims/<int:pk>", claims.OneClaim, "claim"),
    ("claims/<int:pk>/accept", claims.Accept, "accept"),
    ("claims/<int:pk>/reject", claims.Reject, "reject"),
    ("parts/<int:pk>/take", claims.TakeReading, "take"),
    ("quotes", quotes.Quotes, "quotes"),
    ("quotes/<int:pk>", quotes.OneQuote, "quote"),
    ("experts", experts.Experts, "experts"),
    ("experts/<int:pk>", experts.OneExpert, "expert"),
    ("evidence", evidence.Pieces, "evidence"),
    ("evidence/<int:pk>", evidence.Piece, "piece"),
    ("evidence/<int:pk>/withdraw", evidence.Withdraw, "withdraw"),
    ("evidence/<int:pk>/file", evidence.File, "file"),
    ("reviews", reviews.Reviews, "reviews"),
    ("reviews/<int:pk>", reviews.OneReview, "review"),
    ("verdicts", verdicts.Verdicts, "verdicts"),
    ("verdicts/<int:pk>", verdicts.OneVerdict, "verdict"),
    ("verdicts/<int:pk>/proof", verdicts.ProofOfVerdict, "proof"),
    ("jobs", jobs.Jobs, "jobs"),
    ("jobs/<str:kind>/<int:pk>", jobs.OneJob, "job"),
    ("jobs/<str:kind>/<int:pk>/retry", jobs.Retry, "retry"),
    ("events", events.Events, "events"),
]
