using System.Globalization;
using Rapport.People;

namespace Rapport.Web.People;

/// <summary>What a colleague is, in words.</summary>
internal static class RoleTexts
{
    public static IEnumerable<Roles> Each => Enum.GetValues<Roles>().Where(r => r != Roles.None);

    public static string Label(Roles role) =>
        PeopleWords.ResourceManager.GetString($"Role{role}", CultureInfo.CurrentUICulture)
        ?? role.ToString();

    /// <summary>"account manager, executive"; nothing for none.</summary>
    public static string Labels(this Roles roles) =>
        string.Join(", ", Each.Where(r => roles.HasFlag(r)).Select(Label));
}
