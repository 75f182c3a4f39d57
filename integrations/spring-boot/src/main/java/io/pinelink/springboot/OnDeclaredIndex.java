package io.pinelink.springboot;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if the properties declare an index, or name one for the vector store. */
final class OnDeclaredIndex extends SpringBootCondition {
  private static final String NAMED =
      PinelinkProperties.PREFIX + "." + VectorStoreProperties.GROUP + ".index";

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata annotated) {
    Environment environment = context.getEnvironment();
    boolean isDeclared =
        environment.containsProperty(NAMED)
            || !PinelinkProperties.of(environment).indexes().isEmpty();
    return new ConditionOutcome(
        isDeclared,
        ConditionMessage.forCondition("Declared index")
            .because((isDeclared ? "an" : "no") + " index is in pinelink.indexes"));
  }
}
