using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Metrics;

namespace Rapport.Web.Hosting;

/// <summary>Puts the parts together: what each request is given, and in which order it passes through.</summary>
public static class Wiring
{
    public static void AddRapport(
        this IServiceCollection services,
        Settings settings,
        IClock? clock = null
    )
    {
        clock ??= new MicrosecondClock();
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        services.AddSingleton<Account.SetupCode>();
        services.AddSingleton(s => Lending(new DbSource(settings.Place, clock), s));
        services.AddSingleton<Door>();
        services.AddSingleton<WrongTokens>();
        services.AddSingleton<Seen>();
        services.AddSingleton<Clients.Beginning>();
        services.AddHostedService(s => s.GetRequiredService<Seen>());
        services.AddSingleton(_ => AuditKey.In(settings.Folder));
        services.AddSingleton(_ => FileStores.Of(settings));
        services.AddSingleton<Rapport.Jobs.JobRunner>();
        services.AddHttpContextAccessor();
        services.AddScoped(MeOf);
        services.AddScoped(s =>
            s.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Me>()?.Viewer
            ?? Viewer.Nobody
        );
        services.AddScoped(s =>
            s.GetRequiredService<DbSource>().For(s.GetRequiredService<Viewer>())
        );
        services.AddNouns();
        services.AddSignIn(settings);
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddProblemDetails();
        services.AddOpenApiDocument();
        services.AddResponseCompression(o =>
        {
            // Pages hold no secret that a stranger could make us repeat beside his own text: forms carry fresh tokens.
            o.EnableForHttps = true;
        });
        services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        // What cannot be read is the asker's fault in every environment: Unread answers it.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        // A large file comes in only where an endpoint lets it; this is the form's own, second limit.
        // A leaver's form names each of her clients and who follows her there.
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(o =>
            (o.MultipartBodyLengthLimit, o.ValueCountLimit) = (
                Rapport.Import.Imports.MostBytes,
                (Rapport.Handovers.Handover.MostClients * 2) + 1_000
            )
        );
        services.AddLimits();
        services.AddMetrics(settings);
        services.AddSingleton(Mail.MailLinks.Of(settings));
        services.AddSingleton<Rapport.Today.INoticeMail, Notices.NoticeLetter>();
        services.AddSingleton<Rapport.Today.INoticeChat, Notices.NoticeChat>();
        services.AddSingleton<Rapport.Today.IDigestMail, Today.DigestLetter>();
        services.AddSingleton(_ => new Notices.ChatSender(clock));
        services.AddSingleton<Loops>();
        services.AddHostedService(s => s.GetRequiredService<Loops>());
        services.AddHostedService<JobLoop>();
        services.AddHostedService<RunLoop>();
        if (Mail.MailSetting.Of(settings) is { } mail)
        {
            services.AddSingleton(mail);
            services.AddSingleton(s => new Rapport.Meetings.MeetingPost(
                new CalendarPerson(
                    mail.From.Address,
                    mail.From.DisplayName is { Length: > 0 } name ? name : null
                ),
                s.GetRequiredService<Rapport.Meetings.IMeetingWords>()
            ));
        }
        services.AddSingleton<Mail.MailLoop>();
        services.AddHostedService(s => s.GetRequiredService<Mail.MailLoop>());
        services.AddHostedService<Notices.ChatLoop>();
        services.AddSingleton<Rapport.Live.LiveStreams>();
        services.AddSingleton<Rapport.Live.LiveTeller>();
        services.AddHostedService<LiveLoop>();
        services.AddSchedule(settings);
    }

    /// <summary>Jobs write the same mails as pages.</summary>
    private static DbSource Lending(DbSource source, IServiceProvider services)
    {
        if (services.GetService<Rapport.Meetings.MeetingPost>() is { } post)
        {
            source.Lend(post);
        }
        return source;
    }

    private static Me MeOf(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Me>()
        ?? throw new InvalidOperationException(
            "Nobody is signed in: the endpoint is open but asks who looks"
        );

    private static void AddSignIn(this IServiceCollection services, Settings settings)
    {
        services
            .AddDataProtection()
            .SetApplicationName("Rapport")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.Folder, "keys")));
        services
            .AddIdentityCore<Login>(o =>
            {
                o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                o.User.RequireUniqueEmail = true;
                o.Password.RequiredLength = 12;
                o.Password.RequireDigit =
                    o.Password.RequireLowercase =
                    o.Password.RequireUppercase =
                        false;
                o.Password.RequireNonAlphanumeric = false;
                o.Password.RequiredUniqueChars = 5;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<Db>();
        services.AddScoped<IPasskeyHandler<Login>, PasskeyHandler<Login>>();
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            // One that names its owner and had the device verify her stands for name, possession and person at once.
            o.ResidentKeyRequirement = "required";
            o.UserVerificationRequirement = "required";
        });
        services.AddSingleton<Account.SealedSecrets>();
        services.AddSingleton<ISealSecrets>(s => s.GetRequiredService<Account.SealedSecrets>());
        services.AddScoped<Account.PasskeyDoor>();
        services.AddScoped<Account.Proving>();
        services
            .AddAuthentication(SignIn.Scheme)
            .AddCookie(SignIn.Scheme, SignIn.Cookie)
            .AddScheme<AuthenticationSchemeOptions, BearerToken>(BearerToken.Scheme, null);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "rapport-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.HttpOnly = true;
            o.HeaderName = "X-Form-Token";
        });
    }

    private static void AddLimits(this IServiceCollection services) =>
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(
                Limits.SignIn,
                http =>
                    Limits.PerMinute(
                        $"in:{http.Connection.RemoteIpAddress}",
                        Limits.SignInsPerMinute
                    )
            );
            o.AddPolicy(
                Limits.Api,
                http =>
                {
                    Limits.Tell(http, Limits.CallsPerMinute);
                    return Limits.PerMinute(
                        http.Features.Get<Me>()?.Viewer.ActorId?.ToString() ?? "nobody",
                        Limits.CallsPerMinute
                    );
                }
            );
            o.OnRejected = Limits.Rejected;
        });
}
