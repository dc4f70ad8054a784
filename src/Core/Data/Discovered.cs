namespace Rapport.Data;

/// <summary>Finds the implementations of an interface in this assembly: nothing has to be listed anywhere.</summary>
public static class Discovered
{
    public static T[] All<T>() =>
        [
            .. typeof(Discovered)
                .Assembly.GetTypes()
                .Where(t =>
                    t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T))
                )
                .Where(t => t.GetConstructor(Type.EmptyTypes) is not null)
                .OrderBy(t => t.FullName, StringComparer.Ordinal)
                .Select(t => (T)Activator.CreateInstance(t)!),
        ];
}
