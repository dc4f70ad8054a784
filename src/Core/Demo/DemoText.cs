using Rapport.Values;

namespace Rapport.Demo;

/// <summary>Reads the words of the demo firm.</summary>
internal static class DemoText
{
    public static IReadOnlyList<Block> Read(string name) => Blocks.Read($"Demo.Texts.{name}");

    public static string[] Parts(string line) => Blocks.Parts(line);

    public static string[] Words(string line) => Blocks.Words(line);
}
