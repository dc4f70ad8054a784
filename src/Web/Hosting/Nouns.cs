using Rapport.People;
using Rapport.Web.Api;

namespace Rapport.Web.Hosting;

/// <summary>The acts of every noun, made for a request and its viewer.</summary>
internal static class Nouns
{
    public static void AddNouns(this IServiceCollection services)
    {
        services.AddScoped<Once>();
        services.AddScoped<Rapport.Clients.Clients>();
        services.AddScoped<Rapport.Clients.Seats>();
        services.AddScoped<Rapport.Clients.SeatChanges>();
        services.AddScoped<Rapport.Contacts.Contacts>();
        services.AddScoped<Rapport.Files.Uploads>();
        services.AddScoped<Rapport.Files.Attachments>();
        services.AddScoped<Rapport.Interactions.Interactions>();
        services.AddScoped<Rapport.Commitments.Commitments>();
        services.AddScoped<Rapport.Commitments.Closures>();
        services.AddScoped<Rapport.Handovers.Handovers>();
        services.AddScoped<Rapport.Commitments.Waits>();
        services.AddScoped<Rapport.Commitments.FollowUps>();
        services.AddScoped<Rapport.Commitments.PromiseChecks>();
        services.AddScoped<Rapport.Meetings.Meetings>();
        services.AddScoped<Rapport.Meetings.Invitations>();
        services.AddScoped<Rapport.Meetings.Replies>();
        services.AddScoped<Rapport.Meetings.SentMinutes>();
        services.AddSingleton<Rapport.Meetings.IMeetingWords, Meetings.MeetingLetterTexts>();
        services.AddScoped<Rapport.Meetings.Agendas>();
        services.AddScoped<Rapport.Meetings.Minutes>();
        services.AddScoped<Rapport.Meetings.Holdings>();
        services.AddScoped<Rapport.Meetings.Rhythms>();
        services.AddScoped<Rapport.Plays.Plays>();
        services.AddScoped<Rapport.Fields.CustomFields>();
        services.AddSingleton<Rapport.Calendars.CalendarShelf>();
        services.AddScoped<Rapport.Calendars.Calendars>();
        services.AddScoped<Rapport.Clients.CalendarUses>();
        services.AddScoped<Rapport.Clients.BusinessTimes>();
        services.AddScoped<Rapport.Offers.Opportunities>();
        services.AddScoped<Colleagues>();
        services.AddScoped<Logins>();
        services.AddScoped<Sessions>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<Passkeys>();
        services.AddScoped<FactorRules>();
        services.AddScoped<Accounts>();
        services.AddScoped<Units>();
        services.AddScoped<ApiTokens>();
        services.AddScoped<Firms>();
        services.AddScoped<Rapport.Notices.Readings>();
        services.AddScoped<Rapport.Notices.Feeds>();
        services.AddScoped<Rapport.Notices.NoticeChoices>();
        services.AddScoped<Rapport.Notices.ChatAddresses>();
        services.AddScoped<Notices.TellingPage>();
        services.AddScoped<Rapport.Jobs.Jobs>();
        services.AddScoped<Rapport.Lists.SavedViews>();
        services.AddScoped<Rapport.Lists.ListChanges>();
        services.AddScoped<Rapport.Dashboards.Dashboards>();
        services.AddScoped<Rapport.Duplicates.Duplicates>();
        services.AddScoped<Rapport.Duplicates.Merges>();
        services.AddScoped<Rapport.Duplicates.MergeBatches>();
        services.AddScoped<Rapport.Import.Imports>();
        services.AddScoped<Rapport.Import.ListExports>();
    }
}
