namespace Cypp.ServiceKit.Errors;

/// <summary>An expected failure, as a value. The code is stable and for machines; the title is for people and holds nobody's data.</summary>
/// <param name="Field">The member of the request at fault, in camelCase, if one is.</param>
public abstract record Error(string Code, string Title, string? Field = null);

/// <summary>404: absent, or as if absent.</summary>
public record NotFoundError(string Code = "not-found", string Title = "There is no such resource.") : Error(Code, Title);

/// <summary>400: a value that no state could make right (shape, identifier, date, code).</summary>
public record InvalidError(string Code, string Title, string? Field = null) : Error(Code, Title, Field);

/// <summary>401: who acts must sign in anew; the answer's challenge says how (RFC 9470).</summary>
public record SignInError(string Code, string Title) : Error(Code, Title);

/// <summary>403: the caller's role may not do this to what it may know of.</summary>
public record ForbiddenError(string Code, string Title) : Error(Code, Title);

/// <summary>409: the rule named by the code forbids this in the present state.</summary>
public record ConflictError(string Code, string Title, string? Field = null) : Error(Code, Title, Field);

/// <summary>422: well formed, but it cannot be acted on.</summary>
public record UnprocessableError(string Code, string Title, string? Field = null) : Error(Code, Title, Field);

/// <summary>503: not now; asked again later it is answered.</summary>
public sealed record UnavailableError(string Code, string Title) : Error(Code, Title);

/// <summary>412: it was changed since the caller read it.</summary>
public sealed record StaleError() : Error("stale", "It was changed since you read it. Read it again.");

/// <summary>428: an edit must say which version it edits.</summary>
public sealed record PreconditionMissingError() : Error("if-match-missing", "An If-Match header with the ETag that you read is required.");
