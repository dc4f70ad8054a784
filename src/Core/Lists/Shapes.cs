using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Rapport.Data;

namespace Rapport.Lists;

/// <summary>Puts the shapes of fields into one statement: its context, its row, and values that travel as parameters.</summary>
internal sealed class Shapes<TRow>(Db db)
{
    public ParameterExpression Row { get; } = Expression.Parameter(typeof(TRow), "row");

    /// <param name="shape">(Db, TRow) => T.</param>
    public Expression Of(LambdaExpression shape) =>
        ReplacingExpressionVisitor.Replace(
            shape.Parameters[1],
            Row,
            ReplacingExpressionVisitor.Replace(
                shape.Parameters[0],
                Expression.Constant(db),
                shape.Body
            )
        );

    public Expression<Func<TRow, T>> Lambda<T>(Expression body) =>
        Expression.Lambda<Func<TRow, T>>(body, Row);

    /// <summary>A value that is a parameter of the statement and no part of its text, so that its plan is kept.</summary>
    public static Expression Said<T>(T value) =>
        Expression.Field(Expression.Constant(new Box<T>(value)), nameof(Box<T>.Value));

    /// <summary>Whether a folded text, or a word of it, begins with this.</summary>
    public static Expression Begins(Expression text, string start) =>
        Expression.OrElse(
            Calls(text, nameof(string.StartsWith), start),
            Calls(text, nameof(string.Contains), " " + start)
        );

    private static MethodCallExpression Calls(Expression text, string method, string said) =>
        Expression.Call(text, typeof(string).GetMethod(method, [typeof(string)])!, Said(said));

    private sealed class Box<T>(T value)
    {
        public readonly T Value = value;
    }
}
