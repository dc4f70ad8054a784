using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Rapport.Values;

namespace Rapport.Web.Api;

/// <summary>
/// What the address of a request to the API asks for is read before its route is. Words of a closed list are taken as in
/// a body, and as the API's document spells them: <c>?stage=atRisk</c>; the framework alone knows only the spelling of
/// the code. What cannot be read is refused by the name of its parameter, as a field of a body is.
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
        ((IEndpointConventionBuilder)api).Finally(endpoint =>
        {
            var parameters = Parameters(endpoint).ToList();
            if (parameters.Count == 0 || endpoint.RequestDelegate is not { } answer)
            {
                return;
            }
            endpoint.RequestDelegate = http =>
            {
                var faults = new Faults();
                if (http.Request.QueryString.HasValue)
                {
                    Read(http.Request, parameters, faults);
                }
                return faults.Any
                    ? Answers.Problem(faults.Refusal).ExecuteAsync(http)
                    : answer(http);
            };
        });

    private static void Read(HttpRequest request, List<Parameter> parameters, Faults faults)
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
                .Where(text => text.Length > 0);
            var words = texts.Select(parameter.Read).ToArray();
            faults.If(words.Contains(null), parameter.Name, parameter.Fault);
            read.Remove(parameter.Name);
            if (words.Length > 0)
            {
                read[parameter.Name] = new StringValues(words);
            }
        }
        request.Query = new QueryCollection(read);
    }

    private static IEnumerable<Parameter> Parameters(EndpointBuilder endpoint)
    {
        var path = (endpoint as RouteEndpointBuilder)?.RoutePattern;
        foreach (
            var parameter in endpoint
                .Metadata.OfType<MethodInfo>()
                .FirstOrDefault()
                ?.GetParameters()
                ?? []
        )
        {
            var one = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
            var type = Nullable.GetUnderlyingType(one) ?? one;
            if (path?.GetParameter(parameter.Name!) is null && Reading(type) is { } read)
            {
                yield return new(
                    parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!,
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
