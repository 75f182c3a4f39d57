/**
 * Auto-configuration for Spring Boot. Start at {@link
 * io.pinelink.springboot.PinelinkAutoConfiguration}, which lists the beans, and at the guide, which
 * lists the properties.
 */
@NullMarked
package io.pinelink.springboot;

import org.jspecify.annotations.NullMarked;
