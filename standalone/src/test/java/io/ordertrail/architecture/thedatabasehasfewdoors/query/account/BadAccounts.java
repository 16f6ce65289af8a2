package io.ordertrail.architecture.thedatabasehasfewdoors.query.account;

import com.mongodb.client.MongoDatabase;

record BadAccounts(MongoDatabase database) {
}
