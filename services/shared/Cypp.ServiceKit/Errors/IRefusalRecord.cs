using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Cypp.ServiceKit.Errors;

/// <summary>Told of each refusal (400 to 499) before it is answered; when it cannot put it on record, there is no such answer.</summary>
public interface IRefusalRecord
{
    Task RecordAsync(HttpContext http, ProblemDetails problem);
}
