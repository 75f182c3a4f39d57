package io.pinelink.springboot;

import io.pinelink.springboot.PinelinkProperties.AdminAccess;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Matches if the properties have the id or the secret of a service account. */
final class OnAdminCredentials extends SpringBootCondition {
  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata annotated) {
    // The environment itself would throw if a placeholder in one of them cannot be resolved.
    AdminAccess access = PinelinkProperties.of(context.getEnvironment()).admin();
    boolean areGiven =
        StringUtils.hasText(access.clientId()) || StringUtils.hasText(access.clientSecret());
    return new ConditionOutcome(
        areGiven,
        ConditionMessage.forCondition("Admin credentials")
            .because("the credentials are " + (areGiven ? "set" : "not set")));
  }
}
