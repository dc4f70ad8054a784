namespace Rapport.Demo;

/// <summary>Somebody of the demo firm as whom one can look around. The password is public: a demo holds nothing real.</summary>
public sealed record DemoSignIn(string Name, string Email, People.Roles Roles, string? Language)
{
    public const string Password = "look-around-42";
    internal const string Domain = "brindlehawe.example";

    internal static string Address(string name) =>
        $"{Values.Folded.Key(name.Split(' ')[0])}@{Domain}";
}
