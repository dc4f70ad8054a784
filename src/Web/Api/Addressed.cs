using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Web.Api;

/// <summary>
/// What the address of a request asks for is read before its route is. Words of a closed list are taken as in a body, and
/// as the API's document spells them: <c>?stage=atRisk</c>; the framework alone knows only the spelling of the code. What
/// cannot be read is refused by the name of its parameter in the API, as a field of a body is; a page is shown without
/// it, and says so.
/// </summary>
internal static class Addressed
{
    /// <param name="Read">The text as the framework reads it; null when it cannot.</param>
    private sealed record Parameter(
        string Name,
        bool Several,
        Func<string, string?> Read,
        Fault Fault
    );

    public static void ReadAddresses(this RouteGroupBuilder api) =>
        Before(
            api,
            (_, unread) =>
            {
                var faults = new Faults();
                foreach (var (parameter, _) in unread)
                {
                    faults.Add(parameter.Name, parameter.Fault);
                }
                return Answers.Problem(faults.Refusal);
            }
        );

    public static void ReadPageAddresses(this RouteGroupBuilder pages) =>
        Before(
            pages,
            (http, unread) =>
            {
                Unclear.Tell(http, unread.Select(u => Unclear.Text(u.Parameter.Name, u.Said)));
                return null;
            }
        );

    /// <param name="tell">Answers where something could not be read; null where the route does so without it.</param>
    private static void Before(
        RouteGroupBuilder group,
        Func<HttpContext, IReadOnlyList<(Parameter Parameter, string Said)>, IResult?> tell
    ) =>
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            var parameters = Parameters(endpoint).ToList();
            if (parameters.Count == 0 || endpoint.RequestDelegate is not { } answer)
            {
                return;
            }
            endpoint.RequestDelegate = http =>
            {
                var unread = new List<(Parameter, string)>();
                if (http.Request.QueryString.HasValue)
                {
                    Read(http.Request, parameters, unread);
                }
                return unread.Count > 0 && tell(http, unread) is { } told
                    ? told.ExecuteAsync(http)
                    : answer(http);
            };
        });

    private static void Read(
        HttpRequest request,
        List<Parameter> parameters,
        List<(Parameter, string)> unread
    )
    {
        var read = request.Query.ToDictionary(
            q => q.Key,
            q => q.Value,
            StringComparer.OrdinalIgnoreCase
        );
        foreach (var parameter in parameters)
        {
            if (!read.TryGetValue(parameter.Name, out var said))
            {
                continue;
            }
            // Left empty it asks for nothing.
            var texts = (parameter.Several ? said : new StringValues(said.ToString()))
                .OfType<string>()
                .Where(text => text.Length > 0)
                .ToList();
            var words = texts.ConvertAll(text => parameter.Read(text));
            unread.AddRange(
                texts.Where((_, place) => words[place] is null).Select(text => (parameter, text))
            );
            read.Remove(parameter.Name);
            if (words.OfType<string>().ToArray() is { Length: > 0 } known)
            {
                read[parameter.Name] = new StringValues(known);
            }
        }
        request.Query = new QueryCollection(read);
    }

    private static IEnumerable<Parameter> Parameters(EndpointBuilder endpoint)
    {
        var path = (endpoint as RouteEndpointBuilder)?.RoutePattern;
        var asked = (endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault()?.GetParameters() ?? [])
        // A record of what is asked is bound by its constructor.
        .SelectMany(p =>
            p.GetCustomAttribute<AsParametersAttribute>() is null
                ? [p]
                : p
                    .ParameterType.GetConstructors()
                    .MaxBy(c => c.GetParameters().Length)!
                    .GetParameters()
        );
        foreach (var parameter in asked)
        {
            var one = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
            var type = Nullable.GetUnderlyingType(one) ?? one;
            if (path?.GetParameter(parameter.Name!) is null && Reading(type) is { } read)
            {
                yield return new(
                    parameter.GetCustomAttribute<FromQueryAttribute>()?.Name
                        ?? JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!),
                    parameter.ParameterType.IsArray,
                    read,
                    !type.IsEnum
                    && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal
                        ? Fault.NotANumber
                        : Fault.Unknown
                );
            }
        }
    }

    /// <summary>Null for what is no text of an address, and for text itself.</summary>
    private static Func<string, string?>? Reading(Type type)
    {
        if (type.IsEnum)
        {
            return said =>
                Array.Find(
                    Enum.GetNames(type),
                    word => word.Equals(said, StringComparison.OrdinalIgnoreCase)
                );
        }
        if (type == typeof(string) || !IsParsable(type))
        {
            return null;
        }
        var reads = typeof(Addressed)
            .GetMethod(nameof(Reads), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<string, bool>>();
        return said => reads(said) ? said : null;
    }

    private static bool IsParsable(Type type) =>
        Array.Exists(
            type.GetInterfaces(),
            i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>)
        );

    private static bool Reads<T>(string said)
        where T : IParsable<T> => T.TryParse(said, CultureInfo.InvariantCulture, out _);
}
