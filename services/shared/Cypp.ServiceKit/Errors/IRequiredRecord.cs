namespace Cypp.ServiceKit.Errors;

/// <summary>
/// A row without which nothing is answered: where it cannot be written, the operation is refused with 503 and leaves
/// nothing (AU-2).
/// </summary>
public interface IRequiredRecord;
