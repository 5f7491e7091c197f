"""Settings of the API: sign-in, permissions, paging, errors, description. Read by config/settings.py."""

from datetime import timedelta

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "config.api.credentials.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated", "config.api.roles.HasViewPermission"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "config.api.paging.KeysetPagination",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    # The first alone serves most resources; those that take a file as well use both.
    "DEFAULT_PARSER_CLASSES": ["config.api.body.StrictJSON", "config.api.body.MultiPartForm"],
    "DEFAULT_METADATA_CLASS": None,  # the OpenAPI description says it
    "DEFAULT_SCHEMA_CLASS": "config.api.schema.ProblemAutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "config.api.problem.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "config.api.problem.ProblemFormatter",
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Claimdesk",
    "DESCRIPTION": "Articles, the claims in them, who said what, and what fact-checkers found. Machines propose, "
    "people decide: a submitted review yields a verdict, which is never written directly. "
    "Offsets count Unicode code points, end exclusive.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "COMPONENT_SPLIT_REQUEST": True,
    "PREPROCESSING_HOOKS": ["config.api.schema.only_canonical"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "Origin": "sources.models.article.Origin",
        "Purpose": "sources.models.article.Purpose",
        "PassageKind": "sources.models.passage.PassageKind",
        "FetchOutcome": "sources.models.fetch.FetchOutcome",
        "ArticleState": "claims.queries.ArticleState",
        "JobState": "claims.api.articles.jobs.STATES",
        "JobKind": "claims.api.articles.jobs.KIND_CHOICES",
        "ArchiveState": "claims.api.review.evidence.STATES",
        "ClaimType": "claims.models.ClaimType",
        "NotAClaim": "claims.models.claim.NotAClaim",
        "ExpertKind": "claims.models.ExpertKind",
        "QuoteType": "claims.models.quote.QuoteType",
        "EvidenceKind": "claims.models.evidence.EvidenceKind",
        "OutcomeKind": "claims.models.extraction.OutcomeKind",
        "Rating": "claims.models.Rating",
        "Stance": "claims.models.Stance",
        "Proposal": "claims.models.Proposal",
        "Mode": "claims.models.extraction.Mode",
        "Report": "claims.api.articles.intake.REPORTS",
        "Resolved": "claims.api.claims.claims.RESOLVED",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
REST_KNOX = {
    "TOKEN_PREFIX": "cdk_",
    "TOKEN_TTL": timedelta(days=365),
    "AUTO_REFRESH": False,
    "AUTH_HEADER_PREFIX": "Bearer",
}
