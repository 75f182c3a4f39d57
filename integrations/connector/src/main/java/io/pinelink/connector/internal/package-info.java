/** Conversions and metrics that the connectors share, and users do not see. */
@NullMarked
package io.pinelink.connector.internal;

import org.jspecify.annotations.NullMarked;
