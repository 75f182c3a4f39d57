/** The resources of a server as a program saves them, and passes them to the next server. */
@NullMarked
package io.pinelink.server.internal.saving;

import org.jspecify.annotations.NullMarked;
