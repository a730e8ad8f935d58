package dev.fettle.repair.template.rule;

import java.util.List;

/** The catalogue of templates. */
public final class Rules {
    private Rules() {}

    /** Every template, in no order that matters. */
    public static List<Rule> all() {
        return List.of(
                new RelationalOperator(),
                new ArithmeticOperator(),
                new LogicalOperator(),
                new BitwiseOperator(),
                new CompoundAssignment(),
                new Increment(),
                new OffByOne(),
                new LiteralValue(),
                new LetterCase(),
                new MissingText(),
                new RegularExpression(),
                new VariableChoice(),
                new MemberChoice(),
                new ValueChoice(),
                new ArgumentOrder(),
                new ArgumentCount(),
                new SiblingMethod(),
                new TermRemoval(),
                new TermAddition(),
                new OperandOrder(),
                new CallOrder(),
                new ConditionNegation(),
                new ConditionStrengthening(),
                new ConditionWeakening(),
                new ConditionReplacement(),
                new MissingGuard(),
                new OrderingBoundary(),
                new MissingThrow(),
                new SiblingCheck(),
                new ExceptionType(),
                new UncaughtException(),
                new MissingStatement(),
                new MissingReset(),
                new BranchStatement(),
                new MissingElse(),
                new MissingProgress(),
                new AdaptedCopy(),
                new StatementOrder(),
                new BranchOrder(),
                new LostValue(),
                new OtherReceiver(),
                new SuperCall(),
                new CollectionKind(),
                new WrappedValue(),
                new ReferenceEquality(),
                new WiderArithmetic(),
                new UnsignedValue(),
                new LocaleAndCharset(),
                new Grouping(),
                new GuardedValue(),
                new HoldingCollection(),
                new MapDefault(),
                new SwitchFallThrough(),
                new JumpKind(),
                new ReturnedValue(),
                new ConditionalStatement(),
                new ConditionalElse(),
                new ConditionalValue(),
                new ConditionElsewhere(),
                new SuperfluousElse(),
                new StatementRemoval());
    }
}
