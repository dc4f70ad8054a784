using System.Linq.Expressions;
using System.Reflection;

namespace Rapport.Lists;

/// <summary>
/// Makes a condition that the engine would answer answer the same for one row in memory: texts that are missing contain
/// nothing, and are compared letter by letter, not by a culture. What it asks of other rows, the engine answers still.
/// </summary>
internal sealed class InMemory : ExpressionVisitor
{
    public static bool Holds(Expression condition) =>
        Expression
            .Lambda<Func<bool>>(new InMemory().Visit(condition))
            .Compile(preferInterpretation: true)();

    // What is quoted is asked of the engine.
    protected override Expression VisitUnary(UnaryExpression node) =>
        node.NodeType == ExpressionType.Quote ? node : base.VisitUnary(node);

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Object?.Type == typeof(string)
        && node.Arguments.Count == 1
        && typeof(InMemory).GetMethod(
            node.Method.Name,
            BindingFlags.NonPublic | BindingFlags.Static,
            [typeof(string), typeof(string)]
        )
            is { } ours
            ? Expression.Call(ours, Visit(node.Object), Visit(node.Arguments[0]))
            : base.VisitMethodCall(node);

    private static bool Contains(string? text, string part) =>
        text?.Contains(part, StringComparison.Ordinal) == true;

    private static bool StartsWith(string? text, string part) =>
        text?.StartsWith(part, StringComparison.Ordinal) == true;

    private static bool EndsWith(string? text, string part) =>
        text?.EndsWith(part, StringComparison.Ordinal) == true;
}
