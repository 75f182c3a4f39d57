/** What the connectors of Pinelink share, and users do not see. */
@NullMarked
package io.pinelink.connector.internal;

import org.jspecify.annotations.NullMarked;
