namespace Rapport.Web.Keys;

/// <summary>Which acts would answer to the same key where both work. Pure.</summary>
public static class KeyConflicts
{
    /// <summary>Whether one page may have both.</summary>
    public static bool Overlap(KeyScope one, KeyScope other) =>
        one == other
        || one == KeyScope.Everywhere
        || other == KeyScope.Everywhere
        // A record shows lists of its own; what is for forms works in fields, where the others rest.
        || (one != KeyScope.Form && other != KeyScope.Form);

    /// <summary>For each act that cannot be told from another, that other.</summary>
    public static IReadOnlyDictionary<string, KeyAct> Find(
        IReadOnlyCollection<(KeyAct Act, string Keys)> chosen
    )
    {
        var found = new Dictionary<string, KeyAct>(StringComparer.Ordinal);
        foreach (var (act, keys) in chosen.Where(c => c.Keys.Length > 0))
        {
            var other = chosen.FirstOrDefault(c =>
                c.Act.Name != act.Name
                && c.Keys.Length > 0
                && Overlap(c.Act.Scope, act.Scope)
                && KeyStrokes.Collide(c.Keys, keys)
            );
            if (other.Act is not null)
            {
                found.Add(act.Name, other.Act);
            }
        }
        return found;
    }
}
