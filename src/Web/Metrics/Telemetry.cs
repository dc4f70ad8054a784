using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Rapport.Web.Hosting;

namespace Rapport.Web.Metrics;

/// <summary>Hands figures and traces on by OTLP where its standard setting says where to; else nothing of it runs.</summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private MeterProvider? meters;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 })
        {
            // Without it the framework leaves the tags of its spans to a package that we do without.
            AppContext.SetSwitch(
                "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData",
                false
            );
            meters = Sdk.CreateMeterProviderBuilder()
                .AddMeter(Shown.Meters)
                .AddOtlpExporter()
                .Build();
            traces = Sdk.CreateTracerProviderBuilder()
                .AddSource("Microsoft.AspNetCore", "Npgsql")
                .AddOtlpExporter()
                .Build();
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        meters?.Dispose();
        traces?.Dispose();
        (meters, traces) = (null, null);
    }
}

internal static class MetricsWiring
{
    public static void AddMetrics(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new MetricsAccess(settings.MetricsByTokenOnly));
        services.AddSingleton<Listening>();
        services.AddHostedService<Telemetry>();
    }
}
