/** The views of accounts and of all their payments. It may know the events, the view machinery and what every query shares, no other view. */
package io.ordertrail.query.account;
