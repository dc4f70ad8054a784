namespace Rapport.Demo;

/// <summary>How large a benchmark firm is: exact counts.</summary>
public sealed record BenchSize(string Name, int Clients, int Contacts, int Interactions)
{
    public static readonly BenchSize S = new("S", 100, 1_000, 10_000);
    public static readonly BenchSize M = new("M", 1_000, 10_000, 200_000);
    public static readonly BenchSize L = new("L", 10_000, 100_000, 5_000_000);

    public int Colleagues => Math.Max(10, Clients / 40);

    public static BenchSize? Named(string name) =>
        new[] { S, M, L }.FirstOrDefault(s =>
            s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        );
}
