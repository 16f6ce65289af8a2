package io.ordertrail.platform.security;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Of beans that are there only where callers must say who they are. */
class TokensRequired implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Security.of(context.getEnvironment()).isOn();
    }
}
