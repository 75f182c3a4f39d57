package io.pinelink.springboot;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Matches if the properties have the id or the secret of a service account. */
final class OnAdminCredentials extends SpringBootCondition {
  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata annotated) {
    Environment environment = context.getEnvironment();
    boolean areGiven = isGiven(environment, "client-id") || isGiven(environment, "client-secret");
    return new ConditionOutcome(
        areGiven,
        ConditionMessage.forCondition("Admin credentials")
            .because("the credentials are " + (areGiven ? "set" : "not set")));
  }

  private static boolean isGiven(Environment environment, String name) {
    return StringUtils.hasText(
        environment.getProperty(PinelinkProperties.PREFIX + ".admin." + name));
  }
}
