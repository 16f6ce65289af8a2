package io.ordertrail.architecture.viewssendnothing.views.projection;

import java.net.http.HttpClient;

class BadMachinery {

    HttpClient client;
}
