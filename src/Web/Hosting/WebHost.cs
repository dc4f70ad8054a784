using System.Globalization;
using Microsoft.AspNetCore.Localization;
using NodaTime;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Metrics;

namespace Rapport.Web.Hosting;

/// <summary>The web host: the same for the program, the tests and the benchmarks.</summary>
public static class WebHost
{
    // The cultures that never change: what is made for one of those, such as a pattern of dates, is kept.
    private static readonly IList<CultureInfo> Languages =
    [
        CultureInfo.GetCultureInfo("en"),
        CultureInfo.GetCultureInfo("de"),
        CultureInfo.GetCultureInfo("es"),
    ];

    /// <summary>The language in which somebody can be written to: this one, or English where we do not speak it.</summary>
    public static string Spoken(string? language) =>
        Languages.FirstOrDefault(l => l.TwoLetterISOLanguageName == language?.Split('-')[0])?.Name
        ?? Languages[0].Name;

    /// <param name="clock">By which everything is dated and expires; the machine's when none is given.</param>
    public static WebApplication Build(
        Settings settings,
        string? environment = null,
        IClock? clock = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "rapport",
                EnvironmentName = environment,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Logging.AddSimpleConsole(c => c.SingleLine = true);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // The greeting says where it serves; a form without its token is answered, and no fault of ours; the keys lie in
        // a folder of the program's own, which is what their warning is about.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddRapport(settings, clock);
        var app = builder.Build();
        // From the first request on.
        app.Services.GetRequiredService<Listening>();
        Pipe(app);
        Routes.Map(app);
        return app;
    }

    private static void Pipe(WebApplication app)
    {
        app.UseExceptionHandler(WrongPages.Handling);
        app.Use(WrongPages.CountAsAsked);
        app.UseStatusCodePagesWithReExecute("/wrong", "?code={0}");
        app.UseMiddleware<SafeHeaders>();
        app.UseResponseCompression();
        app.UseRouting();
        app.Use(Unread.RefuseUnknownCharsets);
        // The gate reads a form for its token; what is read behind it is told of where the language is known.
        app.Use(Unread.Tell);
        app.UseMiddleware<Gate>();
        app.UseRequestLocalization(o =>
        {
            o.DefaultRequestCulture = new RequestCulture(Languages[0]);
            o.SupportedCultures = o.SupportedUICultures = Languages;
            o.RequestCultureProviders.Insert(0, new CustomRequestCultureProvider(OwnLanguage));
        });
        app.UseRateLimiter();
        app.Use(Unread.Tell);
    }

    /// <summary>A colleague's own choice of language goes before the browser's; the API speaks English.</summary>
    private static Task<ProviderCultureResult?> OwnLanguage(HttpContext http) =>
        Task.FromResult(
            Gate.IsApi(http.Request) ? new ProviderCultureResult("en")
            : http.Features.Get<Me>()?.Language is { } language
                ? new ProviderCultureResult(language)
            : null
        );
}
