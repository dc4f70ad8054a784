namespace Rapport.Import.Rows;

/// <summary>How rows of one kind find what they speak of, and become it.</summary>
internal interface IRows
{
    /// <summary>Gives every row of the batch its fate. What it makes and changes stays in the batch's Db until the save.</summary>
    Task Decide(CancellationToken cancel);
}
