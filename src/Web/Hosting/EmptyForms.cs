using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Rapport.Web.Hosting;

/// <summary>A form sent without any of its fields binds to nothing at all; it is read as one with all of them empty.</summary>
internal static class EmptyForms
{
    public static EndpointFilterDelegate Fill(
        EndpointFilterFactoryContext endpoint,
        EndpointFilterDelegate next
    )
    {
        var forms = endpoint
            .MethodInfo.GetParameters()
            .Index()
            .Where(p => p.Item.GetCustomAttribute<FromFormAttribute>() is not null)
            .Where(p => p.Item.ParameterType.GetConstructor([]) is not null)
            .ToList();
        if (forms.Count == 0)
        {
            return next;
        }
        return call =>
        {
            foreach (var (place, form) in forms)
            {
                call.Arguments[place] ??= Activator.CreateInstance(form.ParameterType);
            }
            return next(call);
        };
    }
}
