package io.pinelink.examples.rag;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Matches if neither a property nor the environment has an API key. */
final class NoApiKey implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    return !StringUtils.hasText(environment.getProperty("pinelink.api-key"))
        && !StringUtils.hasText(environment.getProperty("PINECONE_API_KEY"));
  }
}
