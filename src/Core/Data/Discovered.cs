namespace Rapport.Data;

/// <summary>Of an assembly that holds nouns: what they declare is discovered in it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class HoldsNounsAttribute : Attribute;

/// <summary>Finds what nouns declare, in every assembly that holds some: nothing has to be listed anywhere.</summary>
public static class Discovered
{
    /// <summary>Every type of those assemblies, in an order that stays. An assembly is looked into once it is loaded.</summary>
    public static IEnumerable<Type> Types =>
        Assemblies.SelectMany(a => a.GetTypes()).OrderBy(t => t.FullName, StringComparer.Ordinal);

    internal static IEnumerable<System.Reflection.Assembly> Assemblies =>
        AppDomain
            .CurrentDomain.GetAssemblies()
            .Where(a => a.IsDefined(typeof(HoldsNounsAttribute), inherit: false));

    public static T[] All<T>() =>
        [
            .. Types
                .Where(t =>
                    t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T))
                )
                .Where(t => t.GetConstructor(Type.EmptyTypes) is not null)
                .Select(t => (T)Activator.CreateInstance(t)!),
        ];
}
