/**
 * An issuer of tokens for trying out who may do what: five people with known passwords. It is no identity provider: its keys and log-ins end with
 * its process.
 */
package io.ordertrail.issuer;
