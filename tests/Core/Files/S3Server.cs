using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Rapport.Files;
using Rapport.Tests.Rules;

namespace Rapport.Tests.Core.Files;

/// <summary>A real S3-compatible server of this test class's own, on a free port of the loopback address.</summary>
public sealed class S3Server : IAsyncLifetime
{
    private const string Key = "S3RVER";
    private readonly string folder = Directory.CreateTempSubdirectory("rapport-s3-").FullName;
    private Process? server;

    public string Endpoint { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("node", ["server.js", folder])
        {
            WorkingDirectory = Path.Combine(Sources.Root, "tests", "S3"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        server = Process.Start(start)!;
        var port = await server.StandardOutput.ReadLineAsync();
        Assert.True(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        Endpoint = $"http://127.0.0.1:{port}";
        // As the program is told who it is; nothing else in the tests asks.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", Key);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", Key);
    }

    /// <summary>As RAPPORT_FILES says it.</summary>
    public string Setting(string bucket = "files") =>
        $"s3://{bucket}/rapport?endpoint={Endpoint}&region=us-east-1";

    public S3Store Store() =>
        new(
            new AmazonS3Client(
                new BasicAWSCredentials(Key, Key),
                new AmazonS3Config
                {
                    ServiceURL = Endpoint,
                    ForcePathStyle = true,
                    AuthenticationRegion = "us-east-1",
                    RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                    ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
                }
            ),
            "files",
            "rapport/"
        );

    public ValueTask DisposeAsync()
    {
        server?.Kill();
        server?.WaitForExit();
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
