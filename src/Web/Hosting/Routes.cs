using Microsoft.Extensions.FileProviders;
using Rapport.Web.Access;
using Rapport.Web.Account;
using Rapport.Web.Api;
using Rapport.Web.Audit;
using Rapport.Web.Background;
using Rapport.Web.Calendars;
using Rapport.Web.Clients;
using Rapport.Web.Commitments;
using Rapport.Web.Contacts;
using Rapport.Web.Dashboards;
using Rapport.Web.Duplicates;
using Rapport.Web.Fields;
using Rapport.Web.Files;
using Rapport.Web.Handovers;
using Rapport.Web.History;
using Rapport.Web.Import;
using Rapport.Web.Interactions;
using Rapport.Web.Keys;
using Rapport.Web.Lists;
using Rapport.Web.Live;
using Rapport.Web.Mail;
using Rapport.Web.Meetings;
using Rapport.Web.Metrics;
using Rapport.Web.Notices;
using Rapport.Web.Nouns;
using Rapport.Web.Offers;
using Rapport.Web.People;
using Rapport.Web.Plays;
using Rapport.Web.Reports;
using Rapport.Web.Search;
using Rapport.Web.Today;

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
        pages.ReadPageAddresses();
        pages.AddEndpointFilter(GateAsks.OfForm);
        AccountPages.Map(pages);
        SetupPages.Map(pages);
        SecondStepPages.Map(pages);
        OwnSignInPages.Map(pages);
        PasskeyPages.Map(pages);
        ColleagueSignInPages.Map(pages);
        FactorRulesPages.Map(pages);
        TodayPages.Map(pages);
        ClientsPages.Map(pages);
        ContactsPages.Map(pages);
        DuplicatesPages.Map(pages);
        ImportsPages.Map(pages);
        ExportPages.Map(pages);
        InteractionsPages.Map(pages);
        CommitmentsPages.Map(pages);
        ConsistencyPages.Map(pages);
        ReviewPages.Map(pages);
        MeetingsPages.Map(pages);
        SeriesPages.Map(pages);
        OpportunitiesPages.Map(pages);
        DashboardsPages.Map(pages);
        SettingsPages.Map(pages);
        FirmPages.Map(pages);
        MailPages.Map(pages);
        UnitPages.Map(pages);
        AbsencePages.Map(pages);
        HandoverPages.Map(pages);
        FieldsPages.Map(pages);
        CalendarsPages.Map(pages);
        CalendarFilePages.Map(pages);
        PlaybookPages.Map(pages);
        PlayFormPages.Map(pages);
        PhrasePages.Map(pages);
        KeysPages.Map(pages);
        NoticesPages.Map(pages);
        FeedsPages.Map(pages);
        TellingPages.Map(pages);
        ChatPages.Map(pages);
        AuditPages.Map(pages);
        BackgroundPages.Map(pages);
        MePages.Map(pages);
        CapturePages.Map(pages);
        AttachmentsPages.Map(pages);
        UploadsApi.Map(pages);
        SearchPages.Map(pages);
        LivePages.Map(pages);
        HistoryPages.Map(pages);
        foreach (var noun in Noun.All)
        {
            noun.MapPages(pages);
        }

        var api = app.MapGroup("/api/v1").RequireRateLimiting(Limits.Api);
        api.ReadAddresses();
        api.AddEndpointFilter(Gaps.Refuse);
        api.AddEndpointFilter(OldAddress.Answer);
        api.AddEndpointFilter(GateAsks.OfApi);
        ClientsApi.Map(api);
        ImportsApi.Map(api);
        SearchApi.Map(api);
        SeatsApi.Map(api);
        SeatChangesApi.Map(api);
        ContactsApi.Map(api);
        InteractionsApi.Map(api);
        CommitmentsApi.Map(api);
        ConsistencyPages.MapApi(api);
        ReviewPages.MapApi(api);
        MeetingsApi.Map(api);
        SeriesApi.Map(api);
        OpportunitiesApi.Map(api);
        AttachmentsApi.Map(api);
        UploadsApi.Map(api);
        ColleaguesApi.Map(api);
        AbsencesApi.Map(api);
        HandoversApi.Map(api);
        ListsApi.Map(api);
        ListExportsApi.Map(api);
        DashboardsApi.Map(api);
        FieldsApi.Map(api);
        CalendarsApi.Map(api);
        PlaysApi.Map(api);
        FirmDocument.Map(api);
        DuplicatesApi.Map(api);
        MySignInApi.Map(api);
        NoticesApi.Map(api);
        FeedsApi.Map(api);
        TellingApi.Map(api);
        ChatApi.Map(api);
        HistoryApi.Map(api);
        AuditExportsApi.Map(api);
        JobsApi.Map(api);
        foreach (var noun in Noun.All)
        {
            noun.MapApi(api);
        }
    }
}
