using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Evaluation;

/// <summary>Did a scheme work, and did crime move to its surroundings? Quotients and differences of counts before and after.</summary>
public static class Displacement
{
    /// <summary>The weighted displacement quotient and its companions for one scheme.</summary>
    /// <param name="counts">Counts before and after in target, buffer and control areas, each 0 or more, from periods of equal length.</param>
    /// <returns>The quotients and effects; where a count divided by is 0 the figure is NaN.</returns>
    /// <remarks>With A target, B buffer, C control, 0 before and 1 after: success = A1/C1 - A0/C0 (below 0 when the target did better than control); buffer =
    /// B1/C1 - B0/C0; WDQ = buffer / success. Read WDQ only when success is below 0: above 1 diffusion greater than the direct effect, 0 to 1 diffusion,
    /// -1 to 0 displacement less than the effect, below -1 displacement greater than it. Gross effect = A0 - A1. Net effect = A0/C0 - A1/C1.
    /// Total net effect = [A0 (C1/C0) - A1] + [B0 (C1/C0) - B1], in offences. No statement of chance: see <see cref="WeightedDifference"/>.
    /// Sources: Bowers and Johnson (2003), Journal of Quantitative Criminology 19, 275-301; Guerette (2009), POP Center Tool Guide 10.</remarks>
    /// <exception cref="ArgumentException">A count is negative or not finite.</exception>
    public static DisplacementQuotient Quotient(SchemeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        counts.Check();
        var growth = Ratio(counts.ControlAfter, counts.ControlBefore);
        var success = Ratio(counts.TargetAfter, counts.ControlAfter) - Ratio(counts.TargetBefore, counts.ControlBefore);
        var buffer = Ratio(counts.BufferAfter, counts.ControlAfter) - Ratio(counts.BufferBefore, counts.ControlBefore);
        var totalNet = counts.TargetBefore * growth - counts.TargetAfter + (counts.BufferBefore * growth - counts.BufferAfter);
        return new(Ratio(buffer, success), success, buffer, counts.TargetBefore - counts.TargetAfter, -success, totalNet);
    }

    /// <summary>The weighted displacement difference: net change in the target less that in the control, with surroundings where given, and its interval.</summary>
    /// <param name="input">Counts and weights.</param>
    /// <param name="alpha">1 less the coverage of the interval, between 0 and 1; 0.1 gives the 90% interval of the source.</param>
    /// <returns>Estimates in events per unit of time and area weight, below 0 for a reduction; z is NaN when every count is 0.</returns>
    /// <remarks>Null hypothesis: no net change, two-sided; Poisson counts, whose variances (count / weight^2) add up; normal approximation, poor below about 5
    /// a count. Source: Wheeler and Ratcliffe (2018), Crime Science 7, 11.</remarks>
    /// <exception cref="ArgumentException">A count is negative, a weight not above 0, or alpha not between 0 and 1.</exception>
    public static DisplacementDifference WeightedDifference(DisplacementInput input, double alpha = 0.1)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!(alpha > 0) || !(alpha < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), $"alpha is {Checks.Text(alpha)}; give a share between 0 and 1, such as 0.1.");
        var w = input.AreaWeights;
        if (w.Length != 4) throw new ArgumentException($"area_weights has {w.Length} values; give four: control, treated, displacement control, displacement treated.", nameof(input));
        var (treated, treatedVariance) = Change(input.Treated, input.TimeWeights, w[1], "treated");
        var (control, controlVariance) = Change(input.Control, input.TimeWeights, w[0], "control");
        var (near, nearVariance) = Change(input.DisplacementTreated, input.TimeWeights, w[3], "disp_treated");
        var (nearControl, nearControlVariance) = Change(input.DisplacementControl, input.TimeWeights, w[2], "disp_control");
        double local = treated - control, localVariance = treatedVariance + controlVariance;
        double displaced = near - nearControl, displacedVariance = nearVariance + nearControlVariance;
        double total = local + displaced, error = Math.Sqrt(localVariance + displacedVariance);
        var half = SpecialDistributions.NormalQuantile(1 - alpha / 2) * error;
        return new(local, Math.Sqrt(localVariance), displaced, Math.Sqrt(displacedVariance), total, error,
            error > 0 ? total / error : double.NaN, total - half, total + half);
    }

    private static (double Change, double Variance) Change(double[] counts, double[] timeWeights, double areaWeight, string name)
    {
        if (counts.Length != 2 || timeWeights.Length != 2)
            throw new ArgumentException($"{name} has {counts.Length} values and time_weights {timeWeights.Length}; give two of each: before and after.");
        for (var i = 0; i < 2; i++)
        {
            Checks.NotNegative(counts[i], name, "Give counts before and after.");
            Checks.Positive(timeWeights[i], "time_weights", "Give the length of each period, 1 when alike.");
        }
        Checks.Positive(areaWeight, "area_weights", "Give the size of each area, 1 when alike.");
        double before = 1 / (timeWeights[0] * areaWeight), after = 1 / (timeWeights[1] * areaWeight);
        return (counts[1] * after - counts[0] * before, counts[1] * after * after + counts[0] * before * before);
    }

    private static double Ratio(double a, double b) => b == 0 ? double.NaN : a / b;
}

/// <summary>Counts of one scheme before and after, in offences.</summary>
/// <param name="TargetBefore">Target area before.</param>
/// <param name="TargetAfter">Target area after.</param>
/// <param name="BufferBefore">Surroundings before.</param>
/// <param name="BufferAfter">Surroundings after.</param>
/// <param name="ControlBefore">Comparison area before.</param>
/// <param name="ControlAfter">Comparison area after.</param>
public sealed record SchemeCounts(double TargetBefore, double TargetAfter, double BufferBefore, double BufferAfter, double ControlBefore, double ControlAfter)
{
    internal void Check()
    {
        Checks.NotNegative(TargetBefore, "target_before", "Give a count of offences.");
        Checks.NotNegative(TargetAfter, "target_after", "Give a count of offences.");
        Checks.NotNegative(BufferBefore, "buffer_before", "Give a count of offences.");
        Checks.NotNegative(BufferAfter, "buffer_after", "Give a count of offences.");
        Checks.NotNegative(ControlBefore, "control_before", "Give a count of offences.");
        Checks.NotNegative(ControlAfter, "control_after", "Give a count of offences.");
    }
}

/// <summary>The quotient family.</summary>
/// <param name="Quotient">WDQ; to be read only when <see cref="MayInterpretQuotient"/>.</param>
/// <param name="Success">Success measure, below 0 when the target did better than control.</param>
/// <param name="Buffer">Buffer displacement measure, below 0 when the surroundings did better than control.</param>
/// <param name="GrossEffect">Offences fewer in the target.</param>
/// <param name="NetEffect">Success with its sign turned.</param>
/// <param name="TotalNetEffect">Offences prevented in target and buffer together.</param>
public sealed record DisplacementQuotient(double Quotient, double Success, double Buffer, double GrossEffect, double NetEffect, double TotalNetEffect)
{
    /// <summary>Whether the scheme did better than control, without which the quotient means nothing.</summary>
    public bool MayInterpretQuotient => Success < 0;

    /// <summary>What the figures say, in a sentence.</summary>
    public string Meaning => this switch
    {
        { MayInterpretQuotient: false } => "The target did no better than control, so the quotient must not be read.",
        { Quotient: > 1 } => "Benefits spread to the surroundings, by more than the effect in the target.",
        { Quotient: > 0 } => "Benefits spread to the surroundings, by less than the effect in the target.",
        { Quotient: 0 } => "The surroundings changed as control did.",
        { Quotient: >= -1 } => "Some crime moved to the surroundings, by less than the effect in the target.",
        { Quotient: < -1 } => "More crime moved to the surroundings than was prevented in the target.",
        _ => "The quotient is undefined.",
    };
}

/// <summary>What <see cref="Displacement.WeightedDifference"/> compares; each pair is before and after.</summary>
public sealed record DisplacementInput
{
    /// <summary>Counts in the control area.</summary>
    public required double[] Control { get; init; }
    /// <summary>Counts in the treated area.</summary>
    public required double[] Treated { get; init; }
    /// <summary>Counts in the control area of the surroundings.</summary>
    public double[] DisplacementControl { get; init; } = [0, 0];
    /// <summary>Counts in the surroundings of the treated area.</summary>
    public double[] DisplacementTreated { get; init; } = [0, 0];
    /// <summary>Lengths of the periods before and after.</summary>
    public double[] TimeWeights { get; init; } = [1, 1];
    /// <summary>Sizes of control, treated, displacement control and displacement treated areas.</summary>
    public double[] AreaWeights { get; init; } = [1, 1, 1, 1];
}

/// <summary>A weighted displacement difference.</summary>
/// <param name="Local">Treated less control.</param>
/// <param name="LocalError">Its standard error.</param>
/// <param name="Displaced">Surroundings less their control.</param>
/// <param name="DisplacedError">Its standard error.</param>
/// <param name="Total">Sum of both.</param>
/// <param name="TotalError">Its standard error.</param>
/// <param name="Z">Total over its error.</param>
/// <param name="Low">Lower end of the interval of the total.</param>
/// <param name="High">Upper end.</param>
public sealed record DisplacementDifference(double Local, double LocalError, double Displaced, double DisplacedError, double Total, double TotalError,
    double Z, double Low, double High);
