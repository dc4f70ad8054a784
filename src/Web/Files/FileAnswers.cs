using System.Globalization;
using Rapport.Files;
using Rapport.Values;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Files;

/// <summary>How files that are not taken are answered: by the statuses that HTTP has for it, with the same words.</summary>
internal static class FileAnswers
{
    public const string Offset = "Upload-Offset";
    public const string Length = "Upload-Length";

    public static IResult Problem(Refusal refusal)
    {
        var fault = refusal.Faults.Select(f => (Fault?)f.Fault).FirstOrDefault();
        var status = fault switch
        {
            Fault.FileTooLarge => StatusCodes.Status413PayloadTooLarge,
            Fault.FileCanRun => StatusCodes.Status415UnsupportedMediaType,
            Fault.Busy => StatusCodes.Status409Conflict,
            _ => 0,
        };
        return status == 0
            ? Answers.Problem(refusal)
            : TypedResults.Problem(
                new HttpValidationProblemDetails(
                    refusal
                        .Faults.GroupBy(f => f.Field)
                        .ToDictionary(g => g.Key, g => g.Select(f => f.Words()).ToArray())
                )
                {
                    Status = status,
                    Title = refusal.Faults[0].Words(),
                }
            );
    }

    /// <summary>Says how far an upload came, as tus does.</summary>
    public static void Tell(HttpContext http, Upload upload)
    {
        var headers = http.Response.Headers;
        headers[Offset] = upload.Received.ToString(CultureInfo.InvariantCulture);
        if (upload.Size is { } size)
        {
            headers[Length] = size.ToString(CultureInfo.InvariantCulture);
        }
        headers.CacheControl = "no-store";
    }
}
