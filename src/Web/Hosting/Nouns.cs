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
        services.AddScoped<Rapport.Contacts.Contacts>();
        services.AddScoped<Rapport.Interactions.Interactions>();
        services.AddScoped<Rapport.Offers.Opportunities>();
        services.AddScoped<Colleagues>();
        services.AddScoped<Logins>();
        services.AddScoped<Accounts>();
        services.AddScoped<Units>();
        services.AddScoped<ApiTokens>();
        services.AddScoped<Firms>();
        services.AddScoped<Rapport.Jobs.Jobs>();
        services.AddScoped<Rapport.Import.Imports>();
    }
}
