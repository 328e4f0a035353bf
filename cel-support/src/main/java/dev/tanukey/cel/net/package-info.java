/** URLs, IP addresses and networks, as Go reads them. */
@NullMarked
package dev.tanukey.cel.net;

import org.jspecify.annotations.NullMarked;
