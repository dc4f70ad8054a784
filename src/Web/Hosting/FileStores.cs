using Amazon.Runtime;
using Amazon.S3;
using Rapport.Files;

namespace Rapport.Web.Hosting;

/// <summary>
/// Where attached files are kept: beside the database, or where RAPPORT_FILES says, such as
/// <c>s3://bucket/prefix?endpoint=https://storage.example&amp;region=eu-central-1</c>. Who may is told by the usual
/// AWS_… variables, never by the address.
/// </summary>
public static class FileStores
{
    private const string Usual = "us-east-1";

    public static IFileStore Of(Settings settings)
    {
        if (settings.Files is not { } said)
        {
            return new DiskStore(Path.Combine(settings.Folder, "files"));
        }
        if (Fault(said) is { } wrong)
        {
            throw new InvalidOperationException(wrong);
        }
        var place = new Uri(said);
        var asked = System.Web.HttpUtility.ParseQueryString(place.Query);
        var prefix = place.AbsolutePath.Trim('/');
        var config = new AmazonS3Config
        {
            AuthenticationRegion = asked["region"] ?? Usual,
            // Stores that are not Amazon's know no newer sums than they ask for.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (asked["endpoint"] is { } endpoint)
        {
            config.ServiceURL = endpoint;
            // What is not Amazon has one name for all buckets.
            config.ForcePathStyle = true;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(asked["region"] ?? Usual);
        }
        return new S3Store(
            new AmazonS3Client(config),
            place.Host,
            prefix.Length == 0 ? "" : prefix + "/"
        );
    }

    /// <summary>Why the setting cannot be read; null when it can.</summary>
    public static string? Fault(string said)
    {
        if (
            !Uri.TryCreate(said, UriKind.Absolute, out var place)
            || place.Scheme != "s3"
            || place.Host.Length == 0
        )
        {
            return $"RAPPORT_FILES holds {said}, which is no place such as s3://bucket/prefix?region=eu-central-1.";
        }
        if (place.UserInfo.Length > 0)
        {
            return "RAPPORT_FILES holds a secret; it belongs into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
        }
        var asked = System.Web.HttpUtility.ParseQueryString(place.Query);
        return
            asked["endpoint"] is { } endpoint
            && !Uri.IsWellFormedUriString(endpoint, UriKind.Absolute)
            ? $"RAPPORT_FILES names {endpoint}, which is no address."
            : null;
    }
}
