namespace Rapport.Web.Keys;

/// <summary>Under which heading an act stands where all are shown.</summary>
public enum KeyGroup
{
    Everywhere,
    Go,
    List,
    Record,
    Form,
}

internal static class KeyGroups
{
    public static KeyGroup Group(this KeyAct act) =>
        act.Deed == KeyDeed.Go
            ? KeyGroup.Go
            : act.Scope switch
            {
                KeyScope.List => KeyGroup.List,
                KeyScope.Record => KeyGroup.Record,
                KeyScope.Form => KeyGroup.Form,
                _ => KeyGroup.Everywhere,
            };

    public static string Label(this KeyGroup group) =>
        group switch
        {
            KeyGroup.Go => KeyWords.GroupGo,
            KeyGroup.List => KeyWords.GroupList,
            KeyGroup.Record => KeyWords.GroupRecord,
            KeyGroup.Form => KeyWords.GroupForm,
            _ => KeyWords.GroupEverywhere,
        };
}
