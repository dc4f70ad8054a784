using System.Collections.Concurrent;

namespace Rapport.Tests.Engines;

/// <summary>Makes each template once, however many test classes ask for it at the same time.</summary>
internal sealed class Templates(Func<Template, Task<TestPlace>> make)
{
    private readonly ConcurrentDictionary<Template, Lazy<Task<TestPlace>>> made = new();

    public Task<TestPlace> Get(Template template) =>
        made.GetOrAdd(template, wanted => new Lazy<Task<TestPlace>>(() => make(wanted))).Value;
}
