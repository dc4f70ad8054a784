using Microsoft.Extensions.FileProviders;
using Rapport.Web.Access;
using Rapport.Web.Account;
using Rapport.Web.Api;
using Rapport.Web.Audit;
using Rapport.Web.Clients;
using Rapport.Web.Contacts;
using Rapport.Web.Import;
using Rapport.Web.Interactions;
using Rapport.Web.Metrics;
using Rapport.Web.Offers;
using Rapport.Web.People;
using Rapport.Web.Search;

namespace Rapport.Web.Hosting;

/// <summary>Every address, noun by noun. Which act each needs stands where it is mapped.</summary>
internal static class Routes
{
    public static void Map(WebApplication app)
    {
        app.MapStaticAssets().Open();
        app.MapOpenApi("/openapi/{documentName}.json").Open();
        HealthPages.Map(app);
        MetricsPages.Map(app);
        WrongPages.Map(app);
        var pages = app.MapGroup("").AddEndpointFilterFactory(EmptyForms.Fill);
        AccountPages.Map(pages);
        SetupPages.Map(pages);
        ClientsPages.Map(pages);
        ContactsPages.Map(pages);
        ImportsPages.Map(pages);
        ExportPages.Map(pages);
        InteractionsPages.Map(pages);
        OpportunitiesPages.Map(pages);
        SettingsPages.Map(pages);
        AuditPages.Map(pages);
        MePages.Map(pages);
        CapturePages.Map(pages);
        SearchPages.Map(pages);

        var api = app.MapGroup("/api/v1").RequireRateLimiting(Limits.Api);
        api.ReadAddresses();
        api.AddEndpointFilter(Gaps.Refuse);
        ClientsApi.Map(api);
        ImportsApi.Map(api);
        SearchApi.Map(api);
        SeatsApi.Map(api);
        ContactsApi.Map(api);
        InteractionsApi.Map(api);
        OpportunitiesApi.Map(api);
        ColleaguesApi.Map(api);
    }
}
